"""机关不在本平台: it files its report by a single-use link or a file, and by the zip of a whole county."""
