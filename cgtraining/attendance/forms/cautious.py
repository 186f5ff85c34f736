"""A form that is saved in spite of cautions only by someone who was shown them."""

from wtforms import Form, HiddenField

from cgtraining.attendance.cautions import Cautions, fingerprint


class Cautious(Form):
    seen = HiddenField()

    def has_shown(self, cautions: Cautions) -> bool:
        """Whether these very cautions stood on the page that was sent; from now on they do."""
        shown, self.seen.data = self.seen.data, fingerprint(cautions)
        return not any(cautions) or shown == self.seen.data
