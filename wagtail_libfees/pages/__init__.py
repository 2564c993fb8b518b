"""The installable page types. A site with its own base page leaves this app out."""
