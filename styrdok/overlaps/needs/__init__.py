"""What a reviewer should look into: coordination needs and remarks."""
