"""What the frame of the back office asks of every app: its tasks, its settings, its sections, and who is asking where.

An app registers what it has in `ready()` of its AppConfig; its pages extend `office/base.html` and give it `organ` and, for
the bar, `office_section` (the key of a section). The pages themselves are those of `office`.
"""
