"""What every host of git repositories needs: their files, history and pictures, and what became of them."""
