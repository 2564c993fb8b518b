"""“What needs me today” on the front page of the admin."""

from .lines import DeskLine, register_desk_lines

__all__ = ["DeskLine", "register_desk_lines"]
