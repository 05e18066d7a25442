"""Pages that people read: student's feedback, staff page, class report; their pictures and templates."""
