"""The hub behind a learning platform: whoever opens the kit there is logged in here, by LTI 1.3.

Needs `pip install jupyterhub-ltiauthenticator` in the hub's Python. One hub is one class: a launch from another course
is refused. The class itself comes after these lines, by `add_class`; see docs/hub.md. With KIT_LTI_LAUNCHES and a key
(done.py) the platform hears who is done.
"""

import json
import os
import string

from escapism import escape
from ltiauthenticator.lti13.auth import LTI13Authenticator
from tornado.web import HTTPError

COURSE = os.environ["KIT_LTI_COURSE"]  # the platform's id of the course; a launch from another one says its own
LAUNCHES = os.environ.get("KIT_LTI_LAUNCHES")  # a file for done.py; without it nothing goes back to the platform
CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
GRADES = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"
PLAIN = string.ascii_lowercase + string.digits


class OneCourse(LTI13Authenticator):
    """Lets in who comes from one course, under a name that is a folder and an address on every system."""

    def get_username(self, token):
        """Return the platform's name for a person; signs other than small letters and digits become -hex, in small."""
        return escape(super().get_username(token), safe=PLAIN, escape_char="-").lower()

    async def authenticate(self, handler, data=None):
        """Return who it is; refuse whoever comes from another course."""
        course = ((data or {}).get(f"{CLAIM}context") or {}).get("id", "")
        if course != COURSE:
            raise HTTPError(403, f"This class belongs to another course; yours is {course!r} on the platform.")
        person = await super().authenticate(handler, data)
        remember(person["name"], data)
        return person


def remember(name, token):
    """Keep in which column of the platform's gradebook this learner's "done" belongs, and who that is there."""
    column = (token.get(GRADES) or {}).get("lineitem")
    if LAUNCHES and column:
        lesson = (token.get(f"{CLAIM}custom") or {}).get("lesson", "")
        line = json.dumps({"name": name, "person": token["sub"], "column": column, "lesson": lesson})
        with os.fdopen(os.open(LAUNCHES, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a") as file:
            file.write(line + "\n")


c = get_config()  # noqa: F821
c.JupyterHub.authenticator_class = OneCourse
c.Authenticator.allow_all = True  # who may open it is for the platform to say
c.LTI13Authenticator.issuer = os.environ["KIT_LTI_ISSUER"]
c.LTI13Authenticator.authorize_url = os.environ["KIT_LTI_AUTHORIZE"]
c.LTI13Authenticator.jwks_endpoint = os.environ["KIT_LTI_KEYS"]
c.LTI13Authenticator.client_id = {os.environ["KIT_LTI_CLIENT"]}
c.LTI13Authenticator.username_key = "sub"  # the platform's own number; "email" would bring addresses to the class
# the log-in's cookies must come back from another site's form; browsers allow that with https alone
if os.environ.get("KIT_LTI_HTTP") != "1":
    c.LTI13Authenticator.uri_scheme = "https"
    c.JupyterHub.tornado_settings = {"cookie_options": {"SameSite": "None", "Secure": True}}
