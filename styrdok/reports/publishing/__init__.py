"""The steering documents as a static site for citizens: pages, linked data and a description for harvesters."""
