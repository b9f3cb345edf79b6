"""The letters an organ sends: its own templates, numbers, approval, what is handed out, dispatch and proof of service.

Parts above draft letters for their own cases, and hear of their dispatch (`after_dispatch`).
"""
