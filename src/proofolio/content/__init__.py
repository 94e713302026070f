"""Other people's text, made safe HTML. The only room that knows nh3 and markdown-it-py."""
