"""`Portfolio` and `resume.yml` → résumés, and résumés → files. Pure but for `pdf`, which knows Typst."""

from proofolio.resume.join import Resumes, make_resumes

__all__ = ["Resumes", "make_resumes"]
