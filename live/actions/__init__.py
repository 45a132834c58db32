"""What people can do: check who, apply the rule, keep the result. Pages and the command line call the same actions."""
