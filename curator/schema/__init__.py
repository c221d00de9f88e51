"""Table Schema: the model. Inference, validation and the catalogue are in their own modules."""

from curator.schema.model import Field, ForeignKey, Schema

__all__ = ["Field", "ForeignKey", "Schema"]
