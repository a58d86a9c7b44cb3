"""What can be done with a library, for both front ends, one module per use. The only door to the rooms below.

Everything that may take a moment is asynchronous; blocking work goes to the library's own thread. Nothing here knows a
terminal, a settings file or where things are: what is needed of these comes as an argument.
"""
