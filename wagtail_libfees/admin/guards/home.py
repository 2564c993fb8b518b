"""On the front page of the admin: fee pages that borrowers cannot reach."""

from wagtail.admin.ui.components import Component

from wagtail_libfees.models import fee_page_problems


class FeePageProblemsPanel(Component):
    """One line for each problem, with the button that mends it."""

    name = "libfees_fee_page_problems"
    template_name = "wagtail_libfees/admin/guards/home.html"
    # Before Wagtail's own summary: nothing else matters more to a borrower.
    order = 50

    def __init__(self, problems):
        self.problems = problems

    def get_context_data(self, parent_context):
        """The problems."""
        return {"problems": self.problems}


def add_fee_page_problems(request, panels) -> None:
    """Add the panel if there is something to tell the user."""
    problems = fee_page_problems(request.user)
    if problems:
        panels.append(FeePageProblemsPanel(problems))
