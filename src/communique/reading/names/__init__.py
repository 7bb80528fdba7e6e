"""The names of a text: how far each reaches, and whether it is a person's or an organisation's."""

from communique.reading.names.finding import find_name_forms
from communique.reading.names.form import NameForm, spellings, split_name

__all__ = ["NameForm", "find_name_forms", "spellings", "split_name"]
