"""年报报送: an office collects the annual reports of a year from the organs it watches over, checks them, returns or accepts
each, and watches that they are published."""
