"""Other people's text, made safe HTML. The only package that knows nh3 and markdown-it-py."""
