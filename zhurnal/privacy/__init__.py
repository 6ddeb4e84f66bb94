"""Personal data: what is held, who read it, the policy and consents, requests, the file of a breach."""
