"""Requests for information (依申请公开): from the day one comes to the day it is filed away."""
