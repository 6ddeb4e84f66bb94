"""Fields of uploaded files: the only ones there are (``tests/architecture/test_uploads.py``), so that no file goes past the antivirus."""

from typing import IO, TYPE_CHECKING, Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile

from zhurnal.kernel.antivirus import Unfit, looked_through

if TYPE_CHECKING:
    Upload = UploadedFile[Any]
else:
    Upload = UploadedFile


def _through(upload: Upload) -> None:
    try:
        looked_through(cast(IO[bytes], upload), upload.name or "")
    except Unfit as unfit:
        raise forms.ValidationError(str(unfit)) from None


class OneFile(forms.FileField):
    """One file. A subclass says in ``fits`` what else is asked, before anybody looks through it."""

    def fits(self, upload: Upload) -> None:
        """Raises ``ValidationError`` for a file that is not even looked through: one that is too large."""

    def clean(self, data: Any, initial: Any = None) -> Upload:
        """The file, looked through."""
        upload = cast(Upload, super().clean(data, initial))
        if upload:
            self.fits(upload)
            _through(upload)
        return upload


class ManyFiles(forms.FileField):
    """A list of files: ``sifted`` counts and weighs them, ``taken`` makes of those that were looked through what the form wants."""

    def sifted(self, data: Any, initial: Any) -> list[Upload]:
        """The uploads, or ``ValidationError``; none of them is read yet."""
        raise NotImplementedError

    def taken(self, files: list[Upload]) -> Any:
        """The value of the field."""
        raise NotImplementedError

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Sifted, looked through, taken."""
        files = self.sifted(data, initial)
        for one in files:
            _through(one)
        return self.taken(files)
