"""Every code sample of the documents does what it says."""

from pathlib import Path

import pytest

from tests_repo import commands, configuration, documents, golang
from tests_repo.documents import ROOT


@pytest.mark.parametrize("path", documents.paths(), ids=str)
def test_samples(path: Path) -> None:
    """All samples of a document hold, one after the other."""
    for example in documents.parse(path).examples():
        example.evaluate()


def test_documents_have_samples() -> None:
    """The samples are seen at all."""
    for name, least in (("README.md", 8), ("docs/index.md", 20), ("docs/faq.md", 5)):
        assert len(list(documents.parse(Path(name)).examples())) >= least, name


@pytest.mark.parametrize(
    ("check", "source"),
    [
        (commands.run, "$ piigo mask < app.log\nMail jane@example.com\nall quiet\n"),
        (commands.run, "$ piigo mask missing.log\n"),
        (commands.check, "make no-such-target\n"),
        (commands.check, "pip install '.[no-such-extra]'\n"),
        (commands.check, "go get github.com/piigo/piigo/no-such-package\n"),
        (commands.check, "rm -r something\n"),
        (commands.check, "git apply missing.patch\n"),
        (commands.check, "CONFIG=missing.yaml mcpgateway\n"),
        (configuration.check_diff, '+  kind: "piigo.missing.PIIFilterPlugin"\n'),
        (golang.run, 'fmt.Println("no")\n// Output: yes\n'),
        (golang.run, "fmt.Println(piigo.NoSuchName)\n// Output: yes\n"),
        (configuration.check, "detect_phoney: false\n"),
        (configuration.check, "plugins: [{config: {detect_phone: 1}}]\n"),
        (configuration.check, "{rule_files: [no.yml], scrape_configs: []}\n"),
    ],
)
def test_wrong_samples_are_found(check: object, source: str) -> None:
    """Each way to check a sample can fail."""
    assert callable(check)
    with pytest.raises((AssertionError, ValueError)):
        check(source, ROOT)


def test_wrong_python_sample_is_found(tmp_path: Path) -> None:
    """A result that differs from the one printed is a failure."""
    document = tmp_path / "wrong.md"
    document.write_text("```python\n>>> 1 + 1\n3\n\n```\n")
    (example,) = documents.parse(document).examples()
    with pytest.raises(Exception, match="Expected"):
        example.evaluate()
