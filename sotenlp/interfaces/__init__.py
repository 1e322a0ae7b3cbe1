"""How people reach sotenlp: command line and notebook."""
