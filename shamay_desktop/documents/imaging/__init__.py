"""What runs in the limited process: kinds by content, pictures, pages of PDFs."""
