"""Who may do what with a model of ours, told to Wagtail in the way of each version."""

from django.utils.functional import cached_property

try:
    from wagtail.permissions import register_permission_policy
except ImportError:
    # Before Wagtail 8 a viewset is asked itself.
    register_permission_policy = None


class OwnPolicyMixin:
    """A viewset of a model with a permission policy of its own, which `policy_class` names."""

    policy_class = None

    @cached_property
    def permission_policy(self):
        return self.policy_class(self.model)

    def register_permissions(self):
        """Tell Wagtail 8 the policy before it looks for one."""
        if register_permission_policy:
            register_permission_policy(self.model, self.permission_policy, exact_class=True)
        super().register_permissions()
