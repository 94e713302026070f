"""What leaves the site when it is shared: pictures, words, codes to point a phone at."""
