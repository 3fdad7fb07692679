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


class PatientNoShow(Refusal):
    """The patient did not come to the visit: there is nothing to write a conclusion about."""


class UnprintableText(Refusal):
    """Letters that no font of the paper has; ``places`` names field, line (from 1) and the letters themselves.

    The letters are signs such as emoji, never words of the text.
    """

    status = 422


class MedcardFull(Refusal):
    """All files of this person together are as large as they may be; ``most_bytes`` says how large."""


class UnknownDiagnosis(Refusal):
    """No such code in ICD-10."""

    status = 422


class FileTooLarge(Refusal):
    """More than 20 MB."""

    status = 413


class FileTypeRefused(Refusal):
    """Not a document or a picture, judged by its content."""

    status = 415


class DocumentNotAllowed(Refusal):
    """A link shows only documents its patient allowed; ``document_ids`` are the others (R155)."""


class TooManyShares(Refusal):
    """So many links are open already: one has to be taken back first."""


class ShareEnded(Refusal):
    """The link is over and cannot be shown again."""


class ShareUnknown(Refusal):
    """No link has this token."""

    status = 404


class ShareExpired(Refusal):
    """The link's time is over (R160)."""

    status = 410


class ShareWithdrawn(Refusal):
    """The patient took the link back (R160)."""

    status = 410


class ShareLocked(Refusal):
    """Too many wrong codes: the link opens no more, the patient can make another."""

    status = 403


class ShareCodeRequired(Refusal):
    """The link opens with a code only."""

    status = 403


class ShareCodeWrong(Refusal):
    """Not the link's code; ``attempts_left`` more may be tried."""

    status = 403


class ViewingOver(Refusal):
    """The link has to be opened again."""

    status = 403


class PreparationClosed(Refusal):
    """The visit is over or cancelled: nothing can be prepared any more."""


class PreparationChanged(Refusal):
    """The preparation was saved elsewhere meanwhile; ``version`` is the newer one."""
