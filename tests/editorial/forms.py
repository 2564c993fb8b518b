"""The forms of the editor."""

from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield


def form(page, title="Om betaling", answer="Ja.", **more):
    """What the editor sends for a payment FAQ with one question."""
    question = {
        "question": "Hvad?",
        "answer": rich_text(f"<p>{answer}</p>", features=["bold"]),
    }
    items = {"count": "1", "0-deleted": "", "0-order": "0", "0-type": "item", "0-id": ""}
    items |= {f"0-value-{name}": value for name, value in question.items()}
    data = nested_form_data(
        {
            "title": title,
            "slug": page.slug,
            "intro": rich_text(""),
            "body": streamfield([("questions", {"heading": "", "questions": items})]),
        }
    )
    return data | more
