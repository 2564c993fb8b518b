"""Wires the package into the Wagtail admin; what is wired lives in `admin/`."""

from wagtail import hooks
from wagtail.admin.compare import register_comparison_class
from wagtail.fields import RichTextField
from wagtail.signals import init_new_page
from wagtail.snippets.models import register_snippet

from .admin.dates import date_urls
from .admin.desk.panel import add_desk
from .admin.facts.own import OwnFactViewSet, keep_used_facts
from .admin.facts.rich_text import fact_editor_head, fact_editor_js, register_fact_feature
from .admin.facts.views import fact_menu_item, fact_urls
from .admin.messages import message_style
from .admin.next_year import next_year_urls
from .admin.own_things import keep_to_linkable_pages
from .admin.publishing import refuse_bulk_publish, refuse_faulty_copies, warn_of_findings
from .admin.quality import quality_urls
from .admin.quality.asking import ask_log_actions
from .admin.quality.fixes import replace_after_saving, review_button
from .admin.quality.report import quality_menu_item
from .admin.quality.side_panel import add_side_panel
from .admin.quality.userbar import use_fee_checker
from .admin.rate_buttons import rate_buttons
from .admin.rate_history import rate_history_urls
from .admin.rate_tables import rate_table_urls
from .admin.roles import role_urls, roles_menu_item
from .admin.saving import session_box
from .admin.standard_text import offer_standard_text, standard_text_buttons, standard_text_urls
from .admin.start.views import start_button, start_urls
from .admin.terms import outdated_term_viewset
from .blocks.comparison import RichFieldComparison
from .fee_page.admin.expiry import guard_expiry
from .fee_page.admin.first_choice import first_choice_urls, tell_of_choice
from .fee_page.admin.hooks import guard_bulk, guard_delete, guard_move, guard_unpublish
from .fee_page.admin.restore import restore_urls
from .fee_page.admin.successors import settle_bulk, settle_edit, settle_page
from .fee_page.settings.admin.history import register_settings_log
from .fee_page.settings.admin.urls import settings_urls
from .notices.admin.branch_deletion import ask_about_notices, branch_log_actions
from .notices.admin.branches import BranchViewSet
from .notices.admin.campaigns import campaign_log_actions
from .notices.admin.ending import ending_buttons, ending_log_actions, ending_urls
from .notices.admin.mark_sent import ledger_log_actions
from .notices.admin.report import ledger_menu_item, ledger_urls
from .notices.admin.sentences import sentence_urls
from .notices.admin.templates import choose_template, fill_in_template
from .notices.admin.urgent import (
    confirm_before_publishing,
    confirm_button,
    refuse_live_bulk_move,
    refuse_live_copies,
    refuse_live_move,
    register_confirmation,
    urgent_permissions,
    urgent_urls,
)
from .notices.admin.views import channels_button, notice_urls
from .notices.admin.withdrawal import (
    tell_of_translations,
    warn_before_hiding,
    warn_of_what_goes_too,
)
from .search.admin.asked import asked_menu_item, asked_urls
from .search.admin.helped import helped_menu_item, helped_urls
from .search.admin.synonyms import SearchSynonymViewSet
from .search.admin.unanswered import unanswered_menu_item, unanswered_urls

hooks.register("construct_page_chooser_queryset", keep_to_linkable_pages)
hooks.register("before_bulk_action", refuse_bulk_publish)
hooks.register("before_copy_page", refuse_faulty_copies)
hooks.register("after_publish_page", warn_of_findings)
hooks.register("register_admin_urls", next_year_urls)
hooks.register("register_admin_urls", date_urls)
hooks.register("register_admin_urls", rate_table_urls)
hooks.register("register_admin_urls", notice_urls)
hooks.register("register_admin_urls", ledger_urls)
hooks.register("register_page_header_buttons", channels_button)
hooks.register("register_page_listing_more_buttons", channels_button)
hooks.register("register_admin_urls", ending_urls)
hooks.register("register_admin_urls", sentence_urls)
hooks.register("register_page_header_buttons", ending_buttons)
hooks.register("register_page_listing_more_buttons", ending_buttons)
hooks.register("register_log_actions", ending_log_actions)
hooks.register("register_log_actions", ledger_log_actions)
hooks.register("register_log_actions", campaign_log_actions)
hooks.register("register_reports_menu_item", ledger_menu_item)
hooks.register("register_admin_urls", rate_history_urls)
hooks.register("register_page_header_buttons", rate_buttons)
hooks.register("before_create_page", choose_template)
init_new_page.connect(fill_in_template, dispatch_uid="libfees_notice_template")
hooks.register("before_publish_page", confirm_before_publishing)
hooks.register("before_copy_page", refuse_live_copies)
hooks.register("before_move_page", refuse_live_move)
hooks.register("before_bulk_action", refuse_live_bulk_move)
hooks.register("register_admin_urls", urgent_urls)
hooks.register("register_page_header_buttons", confirm_button)
hooks.register("register_permissions", urgent_permissions)
hooks.register("register_log_actions", register_confirmation)

hooks.register("before_delete_page", warn_of_what_goes_too, order=-1)
hooks.register("before_move_page", warn_before_hiding, order=-1)
hooks.register("after_unpublish_page", tell_of_translations, order=-2)

register_snippet(BranchViewSet)
# Last: it changes notices, after every other hook has let the branch go.
hooks.register("before_delete_snippet", ask_about_notices, order=1000)
hooks.register("register_log_actions", branch_log_actions)
hooks.register("before_delete_page", guard_delete)
hooks.register("before_unpublish_page", guard_unpublish)
hooks.register("before_move_page", guard_move)
hooks.register("before_bulk_action", guard_bulk)
hooks.register("before_edit_page", guard_expiry)
# First: a hook that answers keeps those after it from being asked.
for done in ("delete", "unpublish", "move", "publish"):
    hooks.register(f"after_{done}_page", settle_page, order=-1)
hooks.register("after_bulk_action", settle_bulk, order=-1)
hooks.register("after_edit_page", settle_edit, order=-1)
hooks.register("register_log_actions", register_settings_log)
hooks.register("after_publish_page", tell_of_choice)
hooks.register("register_admin_urls", first_choice_urls)
hooks.register("register_admin_urls", restore_urls)
hooks.register("register_admin_urls", settings_urls)
hooks.register("register_admin_urls", quality_urls)
hooks.register("register_reports_menu_item", quality_menu_item)
hooks.register("register_page_header_buttons", review_button)
hooks.register("after_edit_page", replace_after_saving)
add_side_panel()
hooks.register("register_admin_viewset", outdated_term_viewset)
hooks.register("construct_homepage_panels", add_desk)
hooks.register("register_admin_urls", fact_urls)
hooks.register("register_reports_menu_item", fact_menu_item)
hooks.register("register_rich_text_features", register_fact_feature)
register_comparison_class(RichTextField, comparison_class=RichFieldComparison)
hooks.register("insert_global_admin_css", message_style)
hooks.register("insert_global_admin_css", fact_editor_head)
hooks.register("insert_editor_js", fact_editor_js)
hooks.register("insert_editor_js", session_box)
hooks.register("before_delete_snippet", keep_used_facts)
register_snippet(OwnFactViewSet)
register_snippet(SearchSynonymViewSet)
hooks.register("register_admin_urls", unanswered_urls)
hooks.register("register_admin_urls", helped_urls)
hooks.register("register_reports_menu_item", helped_menu_item)
hooks.register("register_reports_menu_item", unanswered_menu_item)
hooks.register("register_admin_urls", asked_urls)
hooks.register("register_reports_menu_item", asked_menu_item)
hooks.register("register_admin_urls", role_urls)
hooks.register("register_settings_menu_item", roles_menu_item)
hooks.register("register_admin_urls", standard_text_urls)
hooks.register("before_create_page", offer_standard_text)
hooks.register("register_page_header_buttons", standard_text_buttons)
hooks.register("register_admin_urls", start_urls)
hooks.register("register_page_header_buttons", start_button)
hooks.register("register_log_actions", ask_log_actions)
hooks.register("construct_wagtail_userbar", use_fee_checker)
