"""政府信箱: letters from their receipt to the published reply, with the periods an organ has set; and opinions on drafts."""
