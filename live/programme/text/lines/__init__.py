"""Lines as they stand, before anybody asks what they mean: mended, without noise, where on them a time stands."""
