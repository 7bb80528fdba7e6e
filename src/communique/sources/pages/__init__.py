"""Web pages: their encoding, their article, what they say of themselves. Mails and JSON hold pieces of pages too."""
