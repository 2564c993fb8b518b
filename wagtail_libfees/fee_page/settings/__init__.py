"""The fee settings of a site: model, form, channels, payment, history."""
