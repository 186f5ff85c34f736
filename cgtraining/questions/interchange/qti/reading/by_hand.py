"""extendedTextInteraction and uploadInteraction."""

from cgtraining.questions.content import Essay, FileUpload
from cgtraining.questions.interchange.qti.reading.asking import Asking

ENDINGS = {
    "application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg", "application/zip": "zip", "text/plain": "txt",
    "application/msword": "doc", "application/vnd.ms-excel": "xls", "application/vnd.ms-powerpoint": "ppt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
}  # fmt: skip


def read_extended_text(asking: Asking) -> Essay:
    return Essay(kind="essay", text=asking.text(), explanation=asking.explanation(), guidance=asking.guidance())


def read_upload(asking: Asking) -> FileUpload:
    types = asking.interactions[0].get("type").split()
    endings = tuple(dict.fromkeys(ENDINGS[one] for one in types if one in ENDINGS))
    return FileUpload(
        kind="file_upload",
        text=asking.text(),
        explanation=asking.explanation(),
        guidance=asking.guidance(),
        endings=endings,
    )
