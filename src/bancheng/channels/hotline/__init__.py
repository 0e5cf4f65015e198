"""热线: work orders of another system come in and answers go out.

There is no public interface of fields for the whole country, so which field of theirs means what
is data (``plain.yaml``, and what a centre sets beside it). Other systems of the same shape, orders
in and answers out, are this adapter with a mapping of their own.
"""
