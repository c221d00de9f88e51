"""A second opinion on free text: a small language model that the organisation put on the machine.

Off unless asked for. The model looks, in a process of its own, for names of persons that the rules
passed over; what the rules found stands whatever it says. Needs the extra ``text``. The door is
``client.SecondOpinion``; nothing but ``merge`` is imported while nobody asks.
"""
