"""Condominium orders: the house, its sub-parcels with their attachments, and further areas."""
