"""Our own themes. Textual's stand beside them.

``terminal`` paints with the terminal's own background, foreground and sixteen colours: it is right on light and dark
alike, and cheap over a slow line. ``lamplight`` (dark) and ``paper`` (light) bring their own colours.
"""

from textual.theme import Theme

TERMINAL = Theme(
    name="terminal",
    ansi=True,
    primary="ansi_blue",
    secondary="ansi_cyan",
    warning="ansi_yellow",
    error="ansi_red",
    success="ansi_green",
    accent="ansi_cyan",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    dark=True,
    variables={
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
        "block-cursor-foreground": "ansi_default",
        "block-cursor-background": "ansi_default",
        "block-cursor-text-style": "reverse",
        "input-cursor-foreground": "ansi_default",
        "input-cursor-background": "ansi_default",
        "input-cursor-text-style": "reverse",
        "input-selection-background": "ansi_bright_black",
        "border": "ansi_default",
        "border-blurred": "ansi_default",
    },
)
LAMPLIGHT = Theme(
    name="lamplight",
    primary="#d9a55b",
    secondary="#a98f6a",
    accent="#d9a55b",
    warning="#e0b04a",
    error="#e07a5f",
    success="#9db17c",
    foreground="#d9d0c1",
    background="#1b1916",
    surface="#23201c",
    panel="#2b2722",
    dark=True,
)
PAPER = Theme(
    name="paper",
    primary="#8a4b1f",
    secondary="#7a6a55",
    accent="#8a4b1f",
    warning="#8a5a00",
    error="#a5341f",
    success="#4d6b2f",
    foreground="#2f2b25",
    background="#f8f4ea",
    surface="#f1ebdd",
    panel="#e9e1cf",
    dark=False,
)
OWN = (TERMINAL, LAMPLIGHT, PAPER)
DEFAULT = TERMINAL.name
