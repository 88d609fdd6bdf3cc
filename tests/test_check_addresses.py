"""Where sources lead: every one has an address that a school may open, and what breaks the rule is named."""

import pytest

from kit.adapt.check.addresses import check_addresses, host_of, hosts, is_isbn, load_refused, wrong_with
from kit.content.course import Source, load_sources

REFUSED = {"docslib.org": "copied papers", "herokuapp.com": "a copy without an owner"}


def source(link: str) -> Source:
    return Source(authors="A. Author", year="2020", title="A Title", link=link)


def test_every_source_of_the_kit_leads_where_a_school_may_go():
    assert check_addresses(load_sources(), load_refused()) == []


@pytest.mark.parametrize(
    "link",
    [
        "https://doi.org/10.1257/aer.90.4.980",
        "https://doi.org/10.1016/S0305-750X(01)00066-3",
        "ISBN 978-0-521-40599-7",
        "ISBN 0-691-00696-2",
        "https://www.worldcat.org/isbn/9780521405997",
        "https://www.gutenberg.org/ebooks/3300",
        "http://www.jofreeman.com/joreen/tyranny.htm",
    ],
)
def test_a_doi_an_isbn_and_a_web_address_are_allowed(link):
    assert wrong_with(link, REFUSED) == ""


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("", "there is no link"),
        ("index id 60792347597", "is no address"),
        ("ISBN 978-0-521-40599-8", "wrong check digit"),
        ("https://www.worldcat.org/isbn/9780521405998", "wrong check digit"),
        ("ISBN 978-0-521-405", "wrong check digit or a wrong length"),
        ("https://doi.org/aer.90.4.980", "is no DOI"),
        ("https://docslib.org/doc/1", "docslib.org is refused (copied papers)"),
        ("https://empty-ice-3260.herokuapp.com/fab", "empty-ice-3260.herokuapp.com is refused (a copy without"),
        ("javascript:alert(1)", "is no address"),
    ],
)
def test_what_may_not_stand_there_is_told_why(link, words):
    (complaint,) = check_addresses({"LIN2": source(link)}, REFUSED)
    assert complaint.startswith("sources.yaml, LIN2: ") and words in complaint


def test_a_host_that_only_ends_alike_is_not_refused():
    assert wrong_with("https://mydocslib.org/doc/1", REFUSED) == ""


def test_the_last_digit_of_an_isbn_must_fit_the_others():
    assert is_isbn("0-8070-5643-X") and is_isbn("978 0 8070 5643 1")
    assert not is_isbn("0-8070-5643-1") and not is_isbn("977-0-8070-5643-1") and not is_isbn("97X0807056431")


def test_hosts_are_listed_by_their_number_of_entries():
    links = ("https://www.b.org/1", "https://b.org/2", "https://a.org/", "ISBN 0-691-00696-2", "")
    found = hosts({str(number): source(link) for number, link in enumerate(links)})
    assert found == [("b.org", 2), ("ISBN", 1), ("a.org", 1), ("none", 1)]
    assert host_of("https://www.b.org/1") == "b.org"


def test_every_refused_host_comes_with_a_reason():
    refused = load_refused()
    assert len(refused) > 40 and all(len(why) > 5 for why in refused.values())
