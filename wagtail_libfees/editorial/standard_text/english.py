"""The standard text in English. After a change, add its fingerprint to `history.py`."""

TITLE = "Fees and charges"

WORDS = {
    "intro": {
        "heading": "",
        "text": (
            "<p>This page tells what it costs to return too late or to lose something that you "
            "have borrowed, and how to pay. The rates are decided by the council of "
            "{municipality}.</p>"
        ),
    },
    "fees": {
        "heading": "When does it cost anything?",
        "text": (
            "<p>Borrowing is free. But if an item comes back after the due date, you pay a fee. "
            "Day 1 is the day after the date on your receipt and at your loan on the website.</p>"
            "<p>Log in to the website and look under Gebyrer &amp; Erstatninger (fees and "
            "replacements) to see whether you owe anything. Fees for reminders are not shown "
            "there; ask {payment_office} about them, phone {phone_payment}.</p>"
        ),
    },
    "late_return": {
        "heading": "If you return too late",
        "text": (
            "<p>The fee is one amount for the days that have passed. If we have not got the item "
            "after {considered_lost_days}, you also get a bill for the item itself. If you return "
            "it in good condition before that, you pay only the fee.</p>"
            "<ul><li>Items that you borrowed at the same time cost one fee together if you return "
            "or renew them at once.</li>"
            "<li>If you return or renew them at different times, each time costs a fee.</li></ul>"
            "<p>Check that the receipt has all items on it when you return them, and keep it. It "
            "shows that you have returned them.</p>"
        ),
    },
    "replacement": {
        "heading": "Lost or damaged",
        "text": (
            "<p>You have to replace what you lose or damage, and what you do not return. If an "
            "item is damaged, say so before you borrow it. Otherwise the latest borrower "
            "pays.</p>"
            "<p>An item that is not returned {considered_lost_days} after the due date counts as "
            "lost. You then get the bill in Digital Post.</p>"
            "<p>You pay what the library has to give for a new one, VAT included. Costs such as "
            "binding and licences can be added. Films and games can cost several times as much as "
            "in a shop, because the library also pays for the right to lend them.</p>"
        ),
    },
    "loans": {
        "heading": "Keep an eye on your loans",
        "text": (
            "<p>It is your own responsibility to return in time. On the website, under Lån "
            "(loans), you can see your due dates and renew, and the library’s machines also show "
            "what you have borrowed. The due date is the last day on which you can return without "
            "a fee.</p>"
        ),
    },
    "advance_notice": {
        "heading": "We remind you of the due date",
        "text": (
            "<p>We send you a message {advance_notice_days} before the due date if your user "
            "profile has your mobile number or e-mail address. You write them there yourself when "
            "you are logged in. In the app Biblioteket you can turn messages on.</p>"
        ),
    },
    "recall": {
        "heading": "We write only once",
        "text": (
            "<p>When {recall_days} have passed since the due date, we ask you to return the item. "
            "We do it only once. You have to pay the fee even if you have not had a message from "
            "us.</p>"
        ),
    },
    "payment": {
        "heading": "How to pay",
        "text": (
            "<p>You pay the bill in {portal} of {municipality} or in your online bank, where you "
            "log in with MitID. You can also pay at a bank. Questions about the payment are "
            "answered by {payment_office}, phone {phone_payment}.</p>"
        ),
    },
    "paid": {
        "heading": "When you have paid",
        "text": (
            "<p>It can take up to {registration_delay} before we see your payment. Until then a "
            "fee or a replacement can still stand on the website and in the app, though you have "
            "paid. Look in {portal} to see what is paid at this moment.</p>"
        ),
    },
    "unpaid": {
        "heading": "Pay in time",
        "text": (
            "<p>If the bill is not paid by its deadline, a fee for the reminder is added to it.</p>"
        ),
    },
    "help": {
        "heading": "Do you have questions?",
        "text": (
            "<ul><li>Why you have got a bill: the library, phone {phone_library}</li>"
            "<li>Payment and fees for reminders: {payment_office}, phone {phone_payment}</li></ul>"
        ),
    },
}

# The same where there is no portal: how a bill is paid, the fee settings say in the block.
WITHOUT_PORTAL = {
    "payment": {
        "heading": "How to pay",
        "text": (
            "<p>Questions about the payment are answered by {payment_office}, phone "
            "{phone_payment}.</p>"
        ),
    },
    "paid": {
        "heading": "When you have paid",
        "text": (
            "<p>It can take up to {registration_delay} before we see your payment. Until then a "
            "fee or a replacement can still stand on the website and in the app, though you have "
            "paid.</p>"
        ),
    },
}

RATE_WORDS = {
    "overdue_fees": "Overdue fees",
    "exclusion": "When you cannot borrow",
    "replacement_prices": "Replacement prices",
    "reminder_fees": "Fees for reminders",
    "timings": "Messages and deadlines",
    "children": "Children under 18",
    "adults": "Adults from 18",
    "all_materials": "All materials",
}
