"""What a person was told lately, and how they want to be told."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.admin import site
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from monographs.models import Notification, User
from monographs.workflow.outbox import choose_mail

MOST_LISTED = 50


class MailForm(forms.Form):
    choice = forms.ChoiceField(
        label="How", choices=User.MailChoice, widget=forms.RadioSelect
    )
    about = forms.MultipleChoiceField(
        label="About what",
        choices=Notification.Kind,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


def my_notifications(request: HttpRequest) -> HttpResponse:
    # The site's own check lets nobody else come here.
    person = User.objects.get(username=request.user.get_username())
    if request.method == "POST":
        form = MailForm(request.POST)
        if form.is_valid():
            _store(person, form)
            messages.success(request, "This is how you are told from now on.")
            return HttpResponseRedirect(request.path)
    else:
        form = MailForm(initial=_as_chosen(person))
    context = {
        **site.each_context(request),
        "title": "My notifications",
        "form": form,
        "person": person,
        "digest_hour": settings.DIGEST_HOUR,
        "letters": person.notifications.order_by("-id")[:MOST_LISTED],
    }
    template = "admin/monographs/telling/my_notifications.html"
    status = 422 if form.errors else 200
    return TemplateResponse(request, template, context, status=status)


def _as_chosen(person: User) -> dict[str, object]:
    about = [kind for kind in Notification.Kind if kind not in person.mail_not_about]
    return {"choice": person.mail_choice, "about": about}


def _store(person: User, form: MailForm) -> None:
    about = form.cleaned_data["about"]
    choose_mail(
        person,
        choice=User.MailChoice(form.cleaned_data["choice"]),
        not_about=[kind.value for kind in Notification.Kind if kind not in about],
    )
