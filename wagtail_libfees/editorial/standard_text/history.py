"""The fingerprints of every wording that a section has had, the oldest first.

By them a part of a page is known that nobody has changed since it came from the standard text.
Append to it, and never take one out; the test of the history says what is missing.
"""

HISTORY: dict[str, dict[str, tuple[str, ...]]] = {
    "da": {
        "intro": ("325d2ab310067046",),
        "fees": ("7c44595d5edb97d6", "35a22e47f67db77f"),
        "late_return": ("93439274ade0292b",),
        "replacement": ("a4778c3971a32ebd", "87605897d25e0cc2"),
        "loans": ("2ad9b43c0399c392", "3fc897e953ab1688"),
        "advance_notice": ("ad5d301c69469487", "65e35f0009161ee2"),
        "recall": ("66a4ec9e85ddec06", "8718a18a132b8d66"),
        "payment": ("8d9b025e0d7d00f0", "acddb791d235d29e"),
        "payment_without_portal": ("949ae30056b8103e",),
        "paid": ("9f1e9eaa72a179b5",),
        "paid_without_portal": ("ee342be684ce2dfb",),
        "unpaid": ("38bb6989a65f312c", "9cabf63ccb0bb3fa"),
        "help": ("ba039e75f1b0a94c",),
    },
    "en": {
        "intro": ("bc9aeb330ebf1898",),
        "fees": ("b01f58040eef4174",),
        "late_return": ("24d128b2ab4f55d1",),
        "replacement": ("03e44943ae5c9c4e",),
        "loans": ("79c946a9a7b5e362",),
        "advance_notice": ("4339e2a22d04d6d0",),
        "recall": ("31549a54d13f722f",),
        "payment": ("d521b4ab68fab0c1", "e9d0ec3cf5ff002d"),
        "payment_without_portal": ("64cdae261f68dddf",),
        "paid": ("239f93da5cae5d23",),
        "paid_without_portal": ("68aab7724828b865",),
        "unpaid": ("f850050a9f9ae782",),
        "help": ("5cce717a0cedc582",),
    },
}
