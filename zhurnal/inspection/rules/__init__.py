"""What a remark may become, aims and phrases. Pure."""
