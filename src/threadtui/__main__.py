"""``python -m threadtui``: the same as the ``threadtui`` command."""

from threadtui.cli import main

if __name__ == "__main__":
    main()
