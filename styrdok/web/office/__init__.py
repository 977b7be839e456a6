"""An office at one desk: who is at the door, what each may do, who is looking at what."""
