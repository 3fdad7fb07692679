"""What medcard refuses."""

from common.errors import Refusal


class ConsentRequired(Refusal):
    """Medical documents are shown only with the patient's consent (R025)."""

    status = 403


class DraftChanged(Refusal):
    """The draft was saved elsewhere meanwhile; ``version`` is the newer one."""


class AlreadyIssued(Refusal):
    """The conclusion is final and cannot change."""


class ConsultationNotEnded(Refusal):
    """A conclusion is issued after the visit, not before."""


class ConclusionIncomplete(Refusal):
    """A conclusion needs a diagnosis of ICD-10 and recommendations; ``missing`` names what is absent."""

    status = 422


class UnknownDiagnosis(Refusal):
    """No such code in ICD-10."""

    status = 422


class FileTooLarge(Refusal):
    """More than 20 MB."""

    status = 413


class FileTypeRefused(Refusal):
    """Not a document or a picture, judged by its content."""

    status = 415


class PreparationClosed(Refusal):
    """The visit is over or cancelled: nothing can be prepared any more."""


class PreparationChanged(Refusal):
    """The preparation was saved elsewhere meanwhile; ``version`` is the newer one."""
