"""`Portfolio` and `resume.yml` → résumés, and résumés → files. Pure but for `pdf`, which knows Typst."""
