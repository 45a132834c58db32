"""The exchange: carries what the store's streams say to everyone who listens. It decides nothing and knows no pages."""
