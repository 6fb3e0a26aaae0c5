"""What the review page asks a person: to look at it, to sign, to send back."""

from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone
from django.utils.formats import date_format

from monographs.desk.situation import Situation
from monographs.desk.verb_forms import StepForm
from monographs.desk.verb_page import form_of
from monographs.desk.verbs import Person, Place, Verb, verbs_now
from monographs.models import ReviewClaim, Signature, User


@dataclass(frozen=True)
class Refused:
    """What somebody typed, and why it was not done."""

    verb: Verb
    form: StepForm
    sentence: str


@dataclass(frozen=True)
class Question:
    verb: Verb
    form: StepForm
    refusal: str = ""


@dataclass(frozen=True)
class LookedAt:
    """A signature that is still missing, and who looks at the text for it."""

    role: str
    claim: ReviewClaim | None
    is_mine: bool
    questions: list[Question]


@dataclass
class Asking:
    """To show and hide; the verbs look again and refuse."""

    situation: Situation
    person: Person
    missing: list[str]
    contributors: list[User]
    signatures: list[Signature]
    claims: list[ReviewClaim]  # open ones
    is_base_live: bool
    refused: Refused | None = None

    @cached_property
    def _verbs(self) -> list[Verb]:
        return verbs_now(self.situation, self.person)

    @property
    def elsewhere(self) -> list[Verb]:
        """Steps with pages of their own."""
        return [verb for verb in self._verbs if verb.place == Place.OWN_PAGE]

    @property
    def decisions(self) -> list[Question]:
        """With a refused one also where it makes no sense any more."""
        verbs = [verb for verb in self._verbs if verb.place == Place.DECISION]
        if self.why_not_sign:
            verbs = [verb for verb in verbs if not verb.name.startswith("sign-")]
        if self.refused and self.refused.verb not in verbs:
            is_decision = self.refused.verb.place == Place.DECISION
            verbs += [self.refused.verb] if is_decision else []
        return [self._question(verb) for verb in verbs]

    @property
    def why_not_sign(self) -> str:
        """For somebody who has the right, and must not use it here."""
        signs = [verb for verb in self._verbs if verb.name.startswith("sign-")]
        if not signs:
            return ""
        if not self.is_base_live:
            return "This version cannot be signed: it needs a merge first, see above."
        if self._is_author:
            return "You wrote a part of this version, so another person signs it."
        if self._has_signed:
            return (
                "You have signed this version. The other signature comes from another "
                "person."
            )
        return ""

    @property
    def what_the_last_signature_does(self) -> str:
        """For whoever may give it: from here it is too late to choose a time."""
        can_sign = any(verb.name.startswith("sign-") for verb in self._verbs)
        revision = self.situation.revision
        if len(self.missing) != 1 or not can_sign or self.why_not_sign or not revision:
            return ""
        if not revision.is_open or self.situation.is_withdrawn:
            return ""
        if revision.publish_at:
            at = date_format(timezone.localtime(revision.publish_at), "DATETIME_FORMAT")
            return f"One signature is missing; with it, readers see this from {at}."
        return "One signature is missing; with it, readers see this at once."

    @property
    def looked_at(self) -> list[LookedAt]:
        by_role = {claim.role: claim for claim in self.claims}
        return [self._looked_at(role, by_role.get(role)) for role in self.missing]

    def _looked_at(self, role: str, claim: ReviewClaim | None) -> LookedAt:
        is_mine = claim is not None and claim.person_id == self.person.pk
        names = set()
        if is_mine or not (claim or self._is_author or self._has_signed):
            names.add(f"claim-{role}")
        if claim and (is_mine or self.person.has_perm("monographs.assign_monograph")):
            names.add(f"release-{role}")
        verbs = [verb for verb in self._verbs if verb.name in names]
        return LookedAt(role, claim, is_mine, [self._question(verb) for verb in verbs])

    def _question(self, verb: Verb) -> Question:
        if self.refused and self.refused.verb is verb:
            return Question(verb, self.refused.form, self.refused.sentence)
        return Question(verb, form_of(verb, self.situation))

    @property
    def _is_author(self) -> bool:
        return any(one.pk == self.person.pk for one in self.contributors)

    @property
    def _has_signed(self) -> bool:
        return any(one.signer_id == self.person.pk for one in self.signatures)
