"""Processes of our own that do one job each and may die of it without harm to the program.

``caller`` starts one and reads its answer; ``frames`` is the form of the answer; ``limits`` is what
the process puts on itself first. The processes: ``readers.workbook.worker`` and
``privacy.second_opinion.worker``.
"""
