"""The words of the tables of rates in the page editor; their script has none of its own."""

from django.utils.translation import gettext as _


def table_texts() -> dict[str, str]:
    """Each text in the active language, by the name that the script knows it by.

    Places such as `%(row)s` are filled by the script.
    """
    return {**_heads(), **_acts(), **_done(), **_pasted(), **_ranges(), **logged_out_texts()}


def _heads() -> dict[str, str]:
    return {
        "caption": _("What borrowers owe in all, by days overdue and group"),
        "groupName": _("Name"),
        "groupNumber": _("Group %(number)s"),
        "groupField": _("%(group)s: %(field)s"),
        "groupFree": _("The group is fee-free"),
        "bandField": _("%(group)s, %(days)s: %(field)s"),
        "dayField": _("%(field)s, band %(number)s"),
        "daysTo": _("day %(from)s to %(to)s"),
        "daysFrom": _("from day %(from)s"),
        "ages": _("Ages"),
        "years": _("years"),
        "ownBillFrom": _("The borrower from"),
        "feeFree": _("fee-free"),
        "feeFreeHead": _("Fee-free"),
        "feeFreeShort": _("free"),
        "addedShort": _("+ repl."),
        "andOn": _("and on"),
        "line": _("Line %(row)s"),
        "lineField": _("%(column)s, line %(row)s"),
        "yes": _("yes"),
        "no": _("no"),
    }


def _acts() -> dict[str, str]:
    return {
        "addBand": _("Add a band"),
        "addGroup": _("Add a group"),
        "addLine": _("Add a line"),
        "splitBand": _("Split this band"),
        "removeBand": _("Remove this band"),
        "groupLeft": _("Move the group to the left"),
        "removeGroup": _("Remove the group"),
        "ownTable": _("Give the group a table of its own"),
        "merge": _("Put the group into the first table"),
        "lineUp": _("Move line %(row)s up"),
        "removeLine": _("Remove line %(row)s"),
        "copyTable": _("Copy the table"),
        "undo": _("Undo"),
    }


def _done() -> dict[str, str]:
    return {
        "undone": _("It is as it was before."),
        "emptied": _("The chosen cells are empty."),
        "bandRemoved": _("The band is removed: %(days)s."),
        "bandFollows": _("Only the last band is open, so one from day %(day)s follows."),
        "groupRemoved": _("The group is removed: %(group)s."),
        "lineRemoved": _("The line is removed."),
        "parted": _("The group has a table of its own; its days can now differ from the others'."),
        "merged": _("The group has the days of the first table. Look at its amounts."),
        "copied": _("The table is copied. Paste it into a spreadsheet or another table."),
        "failed": _(
            "The table could not be shown, so here is the plain form. What you have typed is in "
            "it, and it can be saved as usual."
        ),
    }


def logged_out_texts() -> dict[str, str]:
    """What is said when the session ended while somebody typed."""
    return {
        "loggedOut": _(
            "You are no longer logged in, so nothing is saved right now. What you have typed is "
            "still here: log in in a new tab, come back, and save."
        ),
        "logIn": _("Log in"),
        "offline": _(
            "There is no connection to the server. What you wrote stands here still; try again in "
            "a moment."
        ),
    }


def _pasted() -> dict[str, str]:
    return {
        "pasted": _("Filled cells: %(count)s."),
        "pastedPartly": _("Filled cells: %(count)s. Not taken: %(untaken)s."),
        "unread": _("The cells could not be read just now and stand as they were pasted."),
        "noPlace": _("“%(text)s” has no place in the table."),
        "groupKept": _("The group is still called “%(group)s”, not “%(text)s”."),
        "tooMany": _("%(count)s cells are more than the table can take at once."),
        "more": _("And %(count)s more."),
    }


def _ranges() -> dict[str, str]:
    return {
        "rangeHead": _("Days overdue"),
        "rangeTo": _("%(from)s-%(to)s days"),
        "rangeFrom": _("%(from)s days or more"),
        "amountAdded": _("%(amount)s + replacement"),
    }
