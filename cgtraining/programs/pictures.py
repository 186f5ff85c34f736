"""Pictures of signatures in storage."""

from hashlib import sha256

from cgtraining import storage
from cgtraining.documents.pictures import clean_picture


def store_signature(content: bytes) -> str:
    """Check and clean the picture, and give its key; `UnusableFile` if it is none."""
    picture = clean_picture(content)
    key = f"signatures/{sha256(picture.content).hexdigest()}.{picture.kind}"
    storage.save_file(key, picture.content)
    return key


def load_signature(key: str) -> bytes:
    return storage.load_file(key)
