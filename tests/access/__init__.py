"""The walls of rights: who reaches what, over HTTP and in the policy (house style, 13–17; reliability T1, T2)."""
